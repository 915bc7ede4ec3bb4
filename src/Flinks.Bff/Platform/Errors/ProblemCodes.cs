namespace Flinks.Bff.Platform.Errors;

/// <summary>Every <c>code</c> a problem answer of ours may carry. Part of the public contract: never rename one.</summary>
public static class ProblemCodes
{
    public const string ValidationFailed = "validation_failed";
    public const string Unauthenticated = "unauthenticated";
    public const string Forbidden = "forbidden";
    public const string NotFound = "not_found";
    public const string MethodNotAllowed = "method_not_allowed";
    public const string PayloadTooLarge = "payload_too_large";
    public const string UnsupportedMediaType = "unsupported_media_type";
    public const string InternalError = "internal_error";
    public const string ReconnectRequired = "reconnect_required";
    public const string BankActionRequired = "bank_action_required";
    public const string LoginNotProved = "login_not_proved";
    public const string TooManyConnections = "too_many_connections";
    public const string NotWaiting = "not_waiting";
    public const string ResumeWindowClosed = "resume_window_closed";
    public const string RetrievalExpired = "retrieval_expired";
    public const string Superseded = "superseded";
    public const string ResultErased = "result_erased";
    public const string IdempotencyMismatch = "idempotency_mismatch";
    public const string RateLimited = "rate_limited";
    public const string RefreshTooSoon = "refresh_too_soon";
    public const string UpstreamRejectedUs = "upstream_rejected_us";
    public const string UpstreamFailed = "upstream_failed";
    public const string UpstreamMisused = "upstream_misused";
    public const string InstitutionUnavailable = "institution_unavailable";
    public const string UpstreamBusy = "upstream_busy";
    public const string UpstreamUnavailable = "upstream_unavailable";
    public const string Interrupted = "interrupted";
}
