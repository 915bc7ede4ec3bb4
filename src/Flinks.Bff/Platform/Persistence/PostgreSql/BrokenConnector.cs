using System.Diagnostics;
using Npgsql;

namespace Flinks.Bff.Platform.Persistence.PostgreSql;

/// <summary>
/// When a server goes away at the wrong moment, Npgsql (10.0.0) stumbles over its own connection: it was disposed of by the one who noticed
/// first, while another still used it. What comes out is no fault of ours, and passes like any lost connection.
/// </summary>
public static class BrokenConnector
{
    /// <summary>Throwing may have a helper of the framework's on top.</summary>
    private const int NearTheTop = 3;

    private static readonly string Gate = typeof(ManualResetEventSlim).FullName ?? "";

    public static bool IsCauseOf(Exception? exception) => exception switch
    {
        ObjectDisposedException { ObjectName: var disposed } => disposed == Gate && ComesFromDriver(exception),
        NullReferenceException => ComesFromDriver(exception),
        _ => false,
    };

    private static bool ComesFromDriver(Exception exception) => new StackTrace(exception).GetFrames()
        .Take(NearTheTop)
        .Any(frame => frame.GetMethod()?.Module.Assembly == typeof(NpgsqlConnection).Assembly);
}
