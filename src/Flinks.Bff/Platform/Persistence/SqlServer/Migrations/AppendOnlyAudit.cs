namespace Flinks.Bff.Platform.Persistence.SqlServer.Migrations;

/// <summary>Keeps the audit trail from being rewritten: entries are never changed, and erased only when they are old.</summary>
internal static class AppendOnlyAudit
{
    public const string Trigger = "AuditEntries_AppendOnly";

    /// <summary>A trigger has to be alone in its batch, and a script of all migrations wraps each into a condition.</summary>
    public const string Make =
        """
        EXEC(N'CREATE TRIGGER [AuditEntries_AppendOnly] ON [AuditEntries] AFTER UPDATE, DELETE AS
        BEGIN
          SET NOCOUNT ON;
          IF EXISTS (SELECT 1 FROM inserted) OR EXISTS (SELECT 1 FROM deleted WHERE [At] > DATEADD(day, -30, SYSUTCDATETIME()))
          BEGIN
            THROW 50000, ''Audit entries are never changed, and erased only after thirty days.'', 1;
          END;
        END');
        """;

    public const string Drop = "DROP TRIGGER [AuditEntries_AppendOnly];";
}
