CREATE TABLE "refinements" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "refinements_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"draft_id" integer NOT NULL,
	"draft_version" integer NOT NULL,
	"words" text NOT NULL,
	"said_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lease_token" uuid,
	"lease_until" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "drafts" ADD COLUMN "refined_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "refinements" ADD CONSTRAINT "refinements_draft_id_drafts_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."drafts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "refinements_by_draft" ON "refinements" USING btree ("draft_id");