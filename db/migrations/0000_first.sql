CREATE TABLE "areas" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"parent_id" text,
	"code" text
);
--> statement-breakpoint
CREATE TABLE "binding_codes" (
	"hash" text PRIMARY KEY NOT NULL,
	"person_id" integer NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "group_external_ids" (
	"group_id" integer NOT NULL,
	"platform" text NOT NULL,
	"external_id" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "group_external_ids_platform_external_id_pk" PRIMARY KEY("platform","external_id")
);
--> statement-breakpoint
CREATE TABLE "group_grids" (
	"group_id" integer NOT NULL,
	"area_id" text NOT NULL,
	CONSTRAINT "group_grids_group_id_area_id_pk" PRIMARY KEY("group_id","area_id")
);
--> statement-breakpoint
CREATE TABLE "groups" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "groups_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"platform" text NOT NULL,
	"external_id" text NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"mode" text NOT NULL,
	"proposed_mode" text,
	"announced_at" timestamp (3) with time zone,
	"notice_version" integer DEFAULT 1 NOT NULL,
	"notice_due_at" timestamp (3) with time zone,
	"left_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "identities" (
	"person_id" integer NOT NULL,
	"platform" text NOT NULL,
	"external_id" text NOT NULL,
	"bound_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "identities_platform_external_id_pk" PRIMARY KEY("platform","external_id")
);
--> statement-breakpoint
CREATE TABLE "opt_outs" (
	"hash" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "people_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"phone" text
);
--> statement-breakpoint
CREATE TABLE "places" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "places_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"area_id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"community" text NOT NULL,
	"building" text,
	"units" text[] DEFAULT '{}' NOT NULL,
	"floors" integer
);
--> statement-breakpoint
CREATE TABLE "roles" (
	"person_id" integer NOT NULL,
	"role" text NOT NULL,
	"area_id" text NOT NULL,
	"department" text,
	CONSTRAINT "roles_person_id_role_area_id_pk" PRIMARY KEY("person_id","role","area_id")
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "drafts" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "drafts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"platform" text NOT NULL,
	"reporter" "bytea" NOT NULL,
	"reporter_hint" smallint NOT NULL,
	"group_id" integer,
	"area_id" text,
	"reading" jsonb,
	"message_ids" text[] NOT NULL,
	"same_as" integer,
	"beside_of" integer,
	"beside_matter_id" integer,
	"joins_matter_id" integer,
	"became_matter_id" integer,
	"found_by" text NOT NULL,
	"source" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"asks" text DEFAULT 'confirm' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"matter_id" integer,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_id" integer,
	"kind" text NOT NULL,
	"from_state" text,
	"to_state" text,
	"values" jsonb,
	"salt" "bytea",
	"values_digest" "bytea" NOT NULL,
	"digest" "bytea" NOT NULL,
	"chain_seq" bigint,
	"chain_hash" "bytea"
);
--> statement-breakpoint
CREATE TABLE "follow_ups" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "follow_ups_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"matter_id" integer NOT NULL,
	"round" integer NOT NULL,
	"day" integer NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"owner_id" integer,
	"state" text DEFAULT 'open' NOT NULL,
	"raised_at" timestamp (3) with time zone,
	"late" boolean DEFAULT false NOT NULL,
	"result" text,
	"satisfaction" smallint,
	"done_at" timestamp (3) with time zone,
	"done_by" integer
);
--> statement-breakpoint
CREATE TABLE "links" (
	"from_id" integer NOT NULL,
	"to_id" integer NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"undone_at" timestamp (3) with time zone,
	CONSTRAINT "links_from_id_to_id_kind_pk" PRIMARY KEY("from_id","to_id","kind")
);
--> statement-breakpoint
CREATE TABLE "matters" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "matters_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"category" text NOT NULL,
	"colour" text,
	"colour_rules" text[] DEFAULT '{}' NOT NULL,
	"colour_set_by" integer,
	"colour_reason" text,
	"urgency" text NOT NULL,
	"privacy" text NOT NULL,
	"level" text DEFAULT 'grid' NOT NULL,
	"loop" text DEFAULT 'small' NOT NULL,
	"stage4" text,
	"found_by" text NOT NULL,
	"source" text NOT NULL,
	"summary" text NOT NULL,
	"area_id" text NOT NULL,
	"place" jsonb,
	"needs_clarify" boolean DEFAULT false NOT NULL,
	"occurred" jsonb,
	"facts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"lead_department" text NOT NULL,
	"co" text[] DEFAULT '{}' NOT NULL,
	"lead_id" integer,
	"state" text NOT NULL,
	"state_before" text,
	"outcome" text,
	"satisfaction" smallint,
	"due_at" timestamp (3) with time zone,
	"group_id" integer,
	"emergency_lifted_at" timestamp (3) with time zone,
	"escalated_at" timestamp (3) with time zone,
	"nudged_on" text,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"retention_until" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "parties" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "parties_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"matter_id" integer NOT NULL,
	"role" text NOT NULL,
	"label" text NOT NULL,
	"sealed" "bytea"
);
--> statement-breakpoint
CREATE TABLE "reporters" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "reporters_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"matter_id" integer NOT NULL,
	"platform" text NOT NULL,
	"reporter" "bytea" NOT NULL,
	"reporter_hint" smallint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "serials" (
	"code" text NOT NULL,
	"day" text NOT NULL,
	"next" integer NOT NULL,
	CONSTRAINT "serials_code_day_pk" PRIMARY KEY("code","day")
);
--> statement-breakpoint
CREATE TABLE "supervisions" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "supervisions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"matter_id" integer NOT NULL,
	"level" text NOT NULL,
	"reason" text NOT NULL,
	"by_id" integer,
	"since" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone,
	"lifted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "buckets" (
	"key" text PRIMARY KEY NOT NULL,
	"tokens" double precision NOT NULL,
	"filled_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "inbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"platform" text NOT NULL,
	"message_id" text NOT NULL,
	"chat" text,
	"body" jsonb,
	"received_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"lease_token" uuid,
	"lease_until" timestamp (3) with time zone,
	"settled_at" timestamp (3) with time zone,
	"outcome" text,
	"failure" text
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "outbox_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"platform" text NOT NULL,
	"chat" text,
	"chat_kind" text NOT NULL,
	"about" text NOT NULL,
	"priority" integer NOT NULL,
	"body" jsonb,
	"matter_id" integer,
	"group_id" integer,
	"notice_version" integer,
	"created_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"not_before" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL,
	"lease_token" uuid,
	"lease_until" timestamp (3) with time zone,
	"settled_at" timestamp (3) with time zone,
	"outcome" text,
	"failure" text,
	"message_id" text
);
--> statement-breakpoint
ALTER TABLE "binding_codes" ADD CONSTRAINT "binding_codes_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_external_ids" ADD CONSTRAINT "group_external_ids_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_grids" ADD CONSTRAINT "group_grids_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_grids" ADD CONSTRAINT "group_grids_area_id_areas_id_fk" FOREIGN KEY ("area_id") REFERENCES "public"."areas"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identities" ADD CONSTRAINT "identities_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "places" ADD CONSTRAINT "places_area_id_areas_id_fk" FOREIGN KEY ("area_id") REFERENCES "public"."areas"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roles" ADD CONSTRAINT "roles_area_id_areas_id_fk" FOREIGN KEY ("area_id") REFERENCES "public"."areas"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drafts" ADD CONSTRAINT "drafts_area_id_areas_id_fk" FOREIGN KEY ("area_id") REFERENCES "public"."areas"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_matter_id_matters_id_fk" FOREIGN KEY ("matter_id") REFERENCES "public"."matters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_actor_id_people_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_matter_id_matters_id_fk" FOREIGN KEY ("matter_id") REFERENCES "public"."matters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_ups" ADD CONSTRAINT "follow_ups_done_by_people_id_fk" FOREIGN KEY ("done_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_from_id_matters_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."matters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_to_id_matters_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."matters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matters" ADD CONSTRAINT "matters_colour_set_by_people_id_fk" FOREIGN KEY ("colour_set_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matters" ADD CONSTRAINT "matters_area_id_areas_id_fk" FOREIGN KEY ("area_id") REFERENCES "public"."areas"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matters" ADD CONSTRAINT "matters_lead_id_people_id_fk" FOREIGN KEY ("lead_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matters" ADD CONSTRAINT "matters_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parties" ADD CONSTRAINT "parties_matter_id_matters_id_fk" FOREIGN KEY ("matter_id") REFERENCES "public"."matters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reporters" ADD CONSTRAINT "reporters_matter_id_matters_id_fk" FOREIGN KEY ("matter_id") REFERENCES "public"."matters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervisions" ADD CONSTRAINT "supervisions_matter_id_matters_id_fk" FOREIGN KEY ("matter_id") REFERENCES "public"."matters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervisions" ADD CONSTRAINT "supervisions_by_id_people_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "groups_external" ON "groups" USING btree ("platform","external_id");--> statement-breakpoint
CREATE UNIQUE INDEX "places_once" ON "places" USING btree ("community","name");--> statement-breakpoint
CREATE INDEX "places_by_building" ON "places" USING btree ("building");--> statement-breakpoint
CREATE INDEX "drafts_open" ON "drafts" USING btree ("reporter_hint") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "drafts_expiring" ON "drafts" USING btree ("expires_at") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "drafts_by_story" ON "drafts" USING btree ("area_id",(reading->>'category')) WHERE state = 'open' and area_id is not null;--> statement-breakpoint
CREATE INDEX "drafts_same" ON "drafts" USING btree ("same_as") WHERE same_as is not null;--> statement-breakpoint
CREATE INDEX "drafts_beside" ON "drafts" USING btree ("beside_of") WHERE beside_of is not null;--> statement-breakpoint
CREATE INDEX "drafts_by_message" ON "drafts" USING gin ("message_ids");--> statement-breakpoint
CREATE INDEX "events_by_matter" ON "events" USING btree ("matter_id","id");--> statement-breakpoint
CREATE INDEX "events_unsealed" ON "events" USING btree ("id") WHERE chain_seq is null;--> statement-breakpoint
CREATE UNIQUE INDEX "events_chain" ON "events" USING btree ("chain_seq");--> statement-breakpoint
CREATE UNIQUE INDEX "follow_ups_once" ON "follow_ups" USING btree ("matter_id","round","day");--> statement-breakpoint
CREATE INDEX "follow_ups_due" ON "follow_ups" USING btree ("due_at") WHERE state = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "matters_number" ON "matters" USING btree ("number");--> statement-breakpoint
CREATE INDEX "matters_by_story" ON "matters" USING btree ("area_id","category","opened_at");--> statement-breakpoint
CREATE INDEX "matters_open_by_area" ON "matters" USING btree ("area_id","opened_at") WHERE state not in ('archived','merged','withdrawn','unfounded');--> statement-breakpoint
CREATE INDEX "matters_by_lead" ON "matters" USING btree ("lead_id") WHERE state not in ('archived','merged','withdrawn','unfounded');--> statement-breakpoint
CREATE INDEX "matters_due" ON "matters" USING btree ("due_at") WHERE state in ('new','studied','assigned','handling');--> statement-breakpoint
CREATE INDEX "parties_by_matter" ON "parties" USING btree ("matter_id");--> statement-breakpoint
CREATE INDEX "reporters_by_matter" ON "reporters" USING btree ("matter_id");--> statement-breakpoint
CREATE INDEX "reporters_by_hint" ON "reporters" USING btree ("reporter_hint");--> statement-breakpoint
CREATE INDEX "supervisions_standing" ON "supervisions" USING btree ("matter_id") WHERE lifted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "inbox_once" ON "inbox" USING btree ("platform","message_id");--> statement-breakpoint
CREATE INDEX "inbox_open" ON "inbox" USING btree ("platform","chat","id") WHERE settled_at is null;--> statement-breakpoint
CREATE INDEX "inbox_settled" ON "inbox" USING btree ("settled_at") WHERE settled_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_once" ON "outbox" USING btree ("key");--> statement-breakpoint
CREATE INDEX "outbox_open" ON "outbox" USING btree ("platform","chat","priority","seq") WHERE settled_at is null;--> statement-breakpoint
CREATE INDEX "outbox_settled" ON "outbox" USING btree ("settled_at") WHERE settled_at is not null;