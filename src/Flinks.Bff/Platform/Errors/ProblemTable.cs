using System.Collections.Frozen;
using static Flinks.Bff.Platform.Errors.NextActionType;

namespace Flinks.Bff.Platform.Errors;

/// <summary>Every code with its status and what comes next. A new code is one line here and one in <see cref="ProblemTexts"/>.</summary>
public static class ProblemTable
{
    private static readonly TimeSpan AMinute = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan HalfAMinute = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AMoment = TimeSpan.FromSeconds(15);

    private static readonly FrozenDictionary<string, ProblemKind> Kinds = new ProblemKind[]
    {
        new(ProblemCodes.ValidationFailed, StatusCodes.Status400BadRequest, None),
        new(ProblemCodes.Unauthenticated, StatusCodes.Status401Unauthorized, None),
        new(ProblemCodes.Forbidden, StatusCodes.Status403Forbidden, None),
        new(ProblemCodes.NotFound, StatusCodes.Status404NotFound, None),
        new(ProblemCodes.MethodNotAllowed, StatusCodes.Status405MethodNotAllowed, None),
        new(ProblemCodes.PayloadTooLarge, StatusCodes.Status413PayloadTooLarge, None),
        new(ProblemCodes.UnsupportedMediaType, StatusCodes.Status415UnsupportedMediaType, None),
        new(ProblemCodes.InternalError, StatusCodes.Status500InternalServerError, None),
        new(ProblemCodes.ReconnectRequired, StatusCodes.Status409Conflict, Connect),
        new(ProblemCodes.BankActionRequired, StatusCodes.Status409Conflict, VisitBank),
        new(ProblemCodes.LoginNotProved, StatusCodes.Status409Conflict, Connect),
        new(ProblemCodes.TooManyConnections, StatusCodes.Status409Conflict, None),
        new(ProblemCodes.NotWaiting, StatusCodes.Status409Conflict, Poll),
        new(ProblemCodes.ResumeWindowClosed, StatusCodes.Status409Conflict, Retrieve),
        new(ProblemCodes.RetrievalExpired, StatusCodes.Status410Gone, Retrieve),
        new(ProblemCodes.Superseded, StatusCodes.Status410Gone, Retrieve),
        new(ProblemCodes.ResultErased, StatusCodes.Status410Gone, Retrieve),
        new(ProblemCodes.IdempotencyMismatch, StatusCodes.Status422UnprocessableEntity, None),
        new(ProblemCodes.RateLimited, StatusCodes.Status429TooManyRequests, Wait, AMinute),
        new(ProblemCodes.RefreshTooSoon, StatusCodes.Status429TooManyRequests, Wait, AMinute),
        new(ProblemCodes.UpstreamRejectedUs, StatusCodes.Status503ServiceUnavailable, ContactSupport),
        new(ProblemCodes.UpstreamFailed, StatusCodes.Status503ServiceUnavailable, Connect),
        new(ProblemCodes.UpstreamMisused, StatusCodes.Status503ServiceUnavailable, ContactSupport),
        new(ProblemCodes.InstitutionUnavailable, StatusCodes.Status503ServiceUnavailable, Wait, AMinute),
        new(ProblemCodes.UpstreamBusy, StatusCodes.Status503ServiceUnavailable, Wait, HalfAMinute),
        new(ProblemCodes.UpstreamUnavailable, StatusCodes.Status503ServiceUnavailable, Wait, AMoment),
        new(ProblemCodes.Interrupted, StatusCodes.Status503ServiceUnavailable, Retrieve),
    }.ToFrozenDictionary(kind => kind.Code);

    public static IEnumerable<ProblemKind> All => Kinds.Values;

    public static ProblemKind Of(string code) => Kinds[code];

    public static ProblemKind? Find(string code) => Kinds.GetValueOrDefault(code);
}
