using Flinks.Bff.Platform.Persistence;
using Microsoft.AspNetCore.Diagnostics;

namespace Flinks.Bff.Platform.Errors;

/// <summary>Turns what nobody foresaw into a problem. A caller who hung up never gets here: ASP.NET Core answers 499 by itself.</summary>
public sealed partial class FaultHandler(ProblemWriter problems, ILogger<FaultHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        await problems.WriteAsync(httpContext, RefusalFor(exception));
        return true;
    }

    private Refusal RefusalFor(Exception exception)
    {
        if (exception is BadHttpRequestException bad)
        {
            return bad.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? new Refusal(ProblemCodes.PayloadTooLarge)
                : Refusal.Invalid("body", "The body of the request could not be read.");
        }

        if (DatabaseFault.IsAway(exception))
        {
            Log.DatabaseAway(logger, DatabaseFault.Kind(exception));
            return new Refusal(ProblemCodes.UpstreamUnavailable);
        }

        Log.Faulted(logger, exception);
        return new Refusal(ProblemCodes.InternalError);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A request ended because the database could not be reached ({Failure}).")]
        public static partial void DatabaseAway(ILogger logger, string failure);

        [LoggerMessage(LogLevel.Error, "A request ended in a fault.")]
        public static partial void Faulted(ILogger logger, Exception exception);
    }
}
