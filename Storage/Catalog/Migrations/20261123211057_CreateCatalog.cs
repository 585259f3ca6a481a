using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace EtlAspire.Storage.Catalog.Migrations
{
    /// <inheritdoc />
    public partial class CreateCatalog : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "etl");

            migrationBuilder.CreateTable(
                name: "pipelines",
                schema: "etl",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    description = table.Column<string>(type: "text", nullable: true),
                    schedule = table.Column<string>(type: "text", nullable: true),
                    next_run_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pipelines", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "runs",
                schema: "etl",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    pipeline = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    definition = table.Column<string>(type: "text", nullable: false),
                    trigger = table.Column<string>(type: "text", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    requested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    trace_parent = table.Column<string>(type: "text", nullable: true),
                    replay_of = table.Column<Guid>(type: "uuid", nullable: true),
                    batch_count = table.Column<int>(type: "integer", nullable: false),
                    extracted = table.Column<long>(type: "bigint", nullable: true),
                    filtered = table.Column<long>(type: "bigint", nullable: true),
                    quarantined = table.Column<long>(type: "bigint", nullable: true),
                    loaded = table.Column<long>(type: "bigint", nullable: true),
                    error_stage = table.Column<string>(type: "text", nullable: true),
                    error_kind = table.Column<string>(type: "text", nullable: true),
                    error_message = table.Column<string>(type: "text", nullable: true),
                    error_hint = table.Column<string>(type: "text", nullable: true),
                    nudged_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    nudges = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "table_schemas",
                schema: "etl",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    columns = table.Column<string>(type: "jsonb", nullable: false),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_table_schemas", x => new { x.name, x.version });
                });

            migrationBuilder.CreateTable(
                name: "pipeline_versions",
                schema: "etl",
                columns: table => new
                {
                    pipeline = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    yaml = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pipeline_versions", x => new { x.pipeline, x.version });
                    table.ForeignKey(
                        name: "fk_pipeline_versions_pipelines_pipeline",
                        column: x => x.pipeline,
                        principalSchema: "etl",
                        principalTable: "pipelines",
                        principalColumn: "name",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "batches",
                schema: "etl",
                columns: table => new
                {
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    resource = table.Column<string>(type: "text", nullable: false),
                    raw_path = table.Column<string>(type: "text", nullable: true),
                    raw_bytes = table.Column<long>(type: "bigint", nullable: false),
                    raw_checksum = table.Column<string>(type: "text", nullable: true),
                    records = table.Column<long>(type: "bigint", nullable: false),
                    extract_rejects = table.Column<long>(type: "bigint", nullable: false),
                    shape = table.Column<string>(type: "json", nullable: false),
                    extracted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    typed_path = table.Column<string>(type: "text", nullable: true),
                    typed_bytes = table.Column<long>(type: "bigint", nullable: false),
                    columns = table.Column<string>(type: "json", nullable: true),
                    rows = table.Column<long>(type: "bigint", nullable: false),
                    filtered = table.Column<long>(type: "bigint", nullable: false),
                    transform_rejects = table.Column<long>(type: "bigint", nullable: false),
                    transformed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_batches", x => new { x.run_id, x.number });
                    table.ForeignKey(
                        name: "fk_batches_runs_run_id",
                        column: x => x.run_id,
                        principalSchema: "etl",
                        principalTable: "runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "loaded_batches",
                schema: "etl",
                columns: table => new
                {
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    batch_number = table.Column<int>(type: "integer", nullable: false),
                    rows = table.Column<long>(type: "bigint", nullable: false),
                    loaded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_loaded_batches", x => new { x.run_id, x.batch_number });
                    table.ForeignKey(
                        name: "fk_loaded_batches_runs_run_id",
                        column: x => x.run_id,
                        principalSchema: "etl",
                        principalTable: "runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "partitions",
                schema: "etl",
                columns: table => new
                {
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    resource = table.Column<string>(type: "text", nullable: false),
                    slice = table.Column<int>(type: "integer", nullable: false),
                    checkpoint = table.Column<string>(type: "jsonb", nullable: true),
                    completed = table.Column<bool>(type: "boolean", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partitions", x => new { x.run_id, x.number });
                    table.ForeignKey(
                        name: "fk_partitions_runs_run_id",
                        column: x => x.run_id,
                        principalSchema: "etl",
                        principalTable: "runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "published_tables",
                schema: "etl",
                columns: table => new
                {
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    rows = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_published_tables", x => new { x.run_id, x.name });
                    table.ForeignKey(
                        name: "fk_published_tables_runs_run_id",
                        column: x => x.run_id,
                        principalSchema: "etl",
                        principalTable: "runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "quarantine",
                schema: "etl",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    batch_number = table.Column<int>(type: "integer", nullable: false),
                    resource = table.Column<string>(type: "text", nullable: false),
                    stage = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    position = table.Column<long>(type: "bigint", nullable: false),
                    record = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_quarantine", x => x.id);
                    table.ForeignKey(
                        name: "fk_quarantine_runs_run_id",
                        column: x => x.run_id,
                        principalSchema: "etl",
                        principalTable: "runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "run_events",
                schema: "etl",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityAlwaysColumn),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    level = table.Column<string>(type: "text", nullable: false),
                    stage = table.Column<string>(type: "text", nullable: false),
                    message = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_run_events", x => x.id);
                    table.ForeignKey(
                        name: "fk_run_events_runs_run_id",
                        column: x => x.run_id,
                        principalSchema: "etl",
                        principalTable: "runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_quarantine_run_id_batch_number",
                schema: "etl",
                table: "quarantine",
                columns: new[] { "run_id", "batch_number" });

            migrationBuilder.CreateIndex(
                name: "ix_run_events_run_id_id",
                schema: "etl",
                table: "run_events",
                columns: new[] { "run_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_runs_number",
                schema: "etl",
                table: "runs",
                column: "number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_runs_open",
                schema: "etl",
                table: "runs",
                column: "status",
                filter: "status in ('queued', 'running')");

            migrationBuilder.CreateIndex(
                name: "ix_runs_pipeline_number",
                schema: "etl",
                table: "runs",
                columns: new[] { "pipeline", "number" });

            migrationBuilder.CreateIndex(
                name: "ux_runs_lease",
                schema: "etl",
                table: "runs",
                column: "pipeline",
                unique: true,
                filter: "status = 'running'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "batches",
                schema: "etl");

            migrationBuilder.DropTable(
                name: "loaded_batches",
                schema: "etl");

            migrationBuilder.DropTable(
                name: "partitions",
                schema: "etl");

            migrationBuilder.DropTable(
                name: "pipeline_versions",
                schema: "etl");

            migrationBuilder.DropTable(
                name: "published_tables",
                schema: "etl");

            migrationBuilder.DropTable(
                name: "quarantine",
                schema: "etl");

            migrationBuilder.DropTable(
                name: "run_events",
                schema: "etl");

            migrationBuilder.DropTable(
                name: "table_schemas",
                schema: "etl");

            migrationBuilder.DropTable(
                name: "pipelines",
                schema: "etl");

            migrationBuilder.DropTable(
                name: "runs",
                schema: "etl");
        }
    }
}
