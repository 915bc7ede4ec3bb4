using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Flinks.Bff.Platform.Persistence.Sqlite;

/// <summary>
/// EF Core's SQLite asks for a newer <c>SQLitePCLRaw.core</c> than a limited feed has. The older one does all that is used here (only
/// <c>LoadExtension</c> is missing), so the request is answered with the file beside the application. With the asked version in place this is never called.
/// </summary>
internal static class SqliteLoading
{
#pragma warning disable CA2255 // The loader has to be in place before any other code of this assembly runs.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void AnswerForOlderCore() => AssemblyLoadContext.Default.Resolving += static (context, name) =>
        name.Name == "SQLitePCLRaw.core" ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "SQLitePCLRaw.core.dll")) : null;
}
