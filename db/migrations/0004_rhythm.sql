CREATE TABLE "entries" (
	"platform" text NOT NULL,
	"key" text NOT NULL,
	"external_id" text NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "entries_platform_key_pk" PRIMARY KEY("platform","key")
);
--> statement-breakpoint
CREATE TABLE "listeners" (
	"listener" text PRIMARY KEY NOT NULL,
	"alive_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dues" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "dues_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"key" text NOT NULL,
	"wall" text NOT NULL,
	"zone" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"good_until" timestamp (3) with time zone,
	"what" jsonb,
	"next_at" timestamp (3) with time zone NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"raised_at" timestamp (3) with time zone,
	"late" boolean DEFAULT false NOT NULL,
	"dropped_at" timestamp (3) with time zone,
	"drop_reason" text,
	"superseded_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "planned" (
	"kind" text PRIMARY KEY NOT NULL,
	"until" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "group_samples" (
	"group_id" integer PRIMARY KEY NOT NULL,
	"members" text[] NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "known_friends" (
	"hash" text PRIMARY KEY NOT NULL,
	"platform" text NOT NULL,
	"person" "bytea" NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "opt_out_names" (
	"opt_out" text NOT NULL,
	"hash" text NOT NULL,
	"group_id" integer,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "opt_out_names_opt_out_hash_pk" PRIMARY KEY("opt_out","hash")
);
--> statement-breakpoint
CREATE TABLE "waiting_rooms" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "waiting_rooms_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"platform" text NOT NULL,
	"external_id" text NOT NULL,
	"name" text NOT NULL,
	"likely_id" integer,
	"why" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "leaves" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "leaves_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"person_id" integer NOT NULL,
	"deputy_id" integer NOT NULL,
	"from_day" date NOT NULL,
	"until_day" date NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"made_by_id" integer NOT NULL,
	"cancelled_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "on_site" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "on_site_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"person_id" integer NOT NULL,
	"day" date NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_by" text
);
--> statement-breakpoint
CREATE TABLE "shifts" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "shifts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"area_id" text NOT NULL,
	"person_id" integer NOT NULL,
	"wall_from" text NOT NULL,
	"wall_until" text NOT NULL,
	"zone" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"made_by_id" integer NOT NULL,
	"checked_in_at" timestamp (3) with time zone,
	"cancelled_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "answers" text;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "unasked_on" date;--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "unsure_since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "group_samples" ADD CONSTRAINT "group_samples_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opt_out_names" ADD CONSTRAINT "opt_out_names_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiting_rooms" ADD CONSTRAINT "waiting_rooms_likely_id_groups_id_fk" FOREIGN KEY ("likely_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leaves" ADD CONSTRAINT "leaves_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leaves" ADD CONSTRAINT "leaves_deputy_id_people_id_fk" FOREIGN KEY ("deputy_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leaves" ADD CONSTRAINT "leaves_made_by_id_people_id_fk" FOREIGN KEY ("made_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "on_site" ADD CONSTRAINT "on_site_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_made_by_id_people_id_fk" FOREIGN KEY ("made_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "dues_once" ON "dues" USING btree ("key");--> statement-breakpoint
CREATE INDEX "dues_open" ON "dues" USING btree ("next_at") WHERE raised_at is null and dropped_at is null and superseded_at is null;--> statement-breakpoint
CREATE INDEX "dues_by_subject" ON "dues" USING btree ("subject") WHERE raised_at is null and dropped_at is null and superseded_at is null;--> statement-breakpoint
CREATE INDEX "opt_out_names_by_group" ON "opt_out_names" USING btree ("group_id");--> statement-breakpoint
CREATE UNIQUE INDEX "waiting_rooms_once" ON "waiting_rooms" USING btree ("platform","external_id");--> statement-breakpoint
CREATE INDEX "leaves_standing" ON "leaves" USING btree ("until_day") WHERE cancelled_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "on_site_once" ON "on_site" USING btree ("person_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "on_site_by_day" ON "on_site" USING btree ("person_id","day");--> statement-breakpoint
CREATE INDEX "shifts_standing" ON "shifts" USING btree ("kind","area_id","starts_at") WHERE cancelled_at is null;--> statement-breakpoint
CREATE INDEX "outbox_unasked" ON "outbox" USING btree ("group_id","unasked_on") WHERE unasked_on is not null;--> statement-breakpoint
CREATE INDEX "outbox_said" ON "outbox" USING btree ("platform","message_id") WHERE message_id is not null;