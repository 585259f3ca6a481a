using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace EtlAspire.Storage.Catalog.Migrations
{
    /// <inheritdoc />
    public partial class AddLakeRemovedAt : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "lake_removed_at",
                schema: "etl",
                table: "runs",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_runs_replay_of",
                schema: "etl",
                table: "runs",
                column: "replay_of",
                filter: "replay_of is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_runs_replay_of",
                schema: "etl",
                table: "runs");

            migrationBuilder.DropColumn(
                name: "lake_removed_at",
                schema: "etl",
                table: "runs");
        }
    }
}
