CREATE TABLE "listeners" (
	"listener" text PRIMARY KEY NOT NULL,
	"alive_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "outbox_said" ON "outbox" USING btree ("platform","message_id") WHERE message_id is not null;