DROP INDEX "dues_open";--> statement-breakpoint
ALTER TABLE "groups" ADD COLUMN "daily_posts" integer;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD COLUMN "with_id" integer;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "unasked_print" text;--> statement-breakpoint
ALTER TABLE "dues" ADD COLUMN "tries" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_with_id_people_id_fk" FOREIGN KEY ("with_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dues_open" ON "dues" USING btree ("next_at","id") WHERE raised_at is null and dropped_at is null and superseded_at is null;