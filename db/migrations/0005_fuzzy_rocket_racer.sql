CREATE TABLE "entries" (
	"platform" text NOT NULL,
	"key" text NOT NULL,
	"entry_id" text NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "entries_platform_key_pk" PRIMARY KEY("platform","key")
);
--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "answers" text;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "unsure_since" timestamp (3) with time zone;