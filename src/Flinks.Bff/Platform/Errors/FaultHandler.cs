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
            return RefusalFor(bad.StatusCode);
        }

        if (DatabaseFault.IsAway(exception))
        {
            Log.DatabaseAway(logger, DatabaseFault.Kind(exception));
            return new Refusal(ProblemCodes.UpstreamUnavailable);
        }

        Log.Faulted(logger, exception);
        return new Refusal(ProblemCodes.InternalError);
    }

    /// <summary>What the server found wrong with the request while it was read.</summary>
    private static Refusal RefusalFor(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => new Refusal(ProblemCodes.PayloadTooLarge),
        StatusCodes.Status408RequestTimeout => Refusal.Invalid("body", "The body of the request came too slowly.") with { Status = status },
        _ => Refusal.Invalid("body", "The body of the request could not be read."),
    };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A request ended because the database could not be reached ({Failure}).")]
        public static partial void DatabaseAway(ILogger logger, string failure);

        [LoggerMessage(LogLevel.Error, "A request ended in a fault.")]
        public static partial void Faulted(ILogger logger, Exception exception);
    }
}
