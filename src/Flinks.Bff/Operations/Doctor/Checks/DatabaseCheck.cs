using Flinks.Bff.Platform.Persistence;
using Flinks.Bff.Platform.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Operations.Doctor.Checks;

/// <summary>Whether the database answers. Asked of the connection itself, without the retries of later work.</summary>
public sealed class DatabaseCheck(IDbContextFactory<BffDbContext> contexts, IOptions<DatabaseOptions> options) : DoctorCheck(Named, DoctorNeed.Nothing)
{
    public const string Named = "database";

    private const string Make = "Make it: dotnet Flinks.Bff.dll migrate.";

    protected override async Task<Finding> LookAsync(DoctorVisit visit, CancellationToken cancellationToken)
    {
        // The context's own, which outlives this and is closed, not disposed of.
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var connection = db.Database.GetDbConnection();
        try
        {
            if (IsMissingFile(connection.DataSource))
            {
                return Broken("There is no file yet.", Make);
            }

            await connection.OpenAsync(cancellationToken);
            return Ok($"{options.Value.Provider} {connection.ServerVersion} answers.");
        }
        catch (Exception exception) when (DatabaseFault.IsMissingDatabase(exception))
        {
            return Broken("The server answers, but the database does not exist.", Make);
        }
        catch (Exception exception) when (DatabaseFault.Is(exception))
        {
            return Broken(
                $"{options.Value.Provider} cannot be opened ({DatabaseFault.Kind(exception)}).", "Look at ConnectionStrings:FlinksBff, and at whether the server runs and lets this account in.");
        }
        finally
        {
            await connection.CloseAsync();
        }
    }

    /// <summary>Opened, it would be made, and empty.</summary>
    private bool IsMissingFile(string file) =>
        options.Value.Provider == DatabaseProvider.Sqlite && !file.Contains(":memory:", StringComparison.OrdinalIgnoreCase) && !File.Exists(file);
}
