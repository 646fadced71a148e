CREATE TABLE "corrections" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "corrections_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"features" integer[] NOT NULL,
	"said" text,
	"right" text NOT NULL,
	"certainty" real,
	"by_role" text NOT NULL,
	"draft_id" integer,
	"matter_id" integer
);
--> statement-breakpoint
ALTER TABLE "drafts" ADD COLUMN "features" integer[];--> statement-breakpoint
ALTER TABLE "matters" ADD COLUMN "features" integer[];--> statement-breakpoint
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_matter_id_matters_id_fk" FOREIGN KEY ("matter_id") REFERENCES "public"."matters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "corrections_of_draft" ON "corrections" USING btree ("draft_id","kind");--> statement-breakpoint
CREATE UNIQUE INDEX "corrections_of_matter" ON "corrections" USING btree ("matter_id","kind") WHERE draft_id is null;--> statement-breakpoint
CREATE INDEX "corrections_by_matter" ON "corrections" USING btree ("matter_id");--> statement-breakpoint
CREATE INDEX "corrections_by_day" ON "corrections" USING btree ("at");