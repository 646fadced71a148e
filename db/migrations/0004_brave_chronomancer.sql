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
ALTER TABLE "group_samples" ADD CONSTRAINT "group_samples_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opt_out_names" ADD CONSTRAINT "opt_out_names_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "waiting_rooms" ADD CONSTRAINT "waiting_rooms_likely_id_groups_id_fk" FOREIGN KEY ("likely_id") REFERENCES "public"."groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "opt_out_names_by_group" ON "opt_out_names" USING btree ("group_id");--> statement-breakpoint
CREATE UNIQUE INDEX "waiting_rooms_once" ON "waiting_rooms" USING btree ("platform","external_id");