namespace Flinks.Bff.ClusterTests.Upstream;

/// <summary>How long Flinks takes over a login's calls.</summary>
/// <param name="BeforeWork">The part of that time, between 0 and 1, that goes by before Flinks does anything.</param>
/// <param name="GoesOn">Flinks does its work although the caller has gone.</param>
internal sealed record Pace(TimeSpan Authorize, TimeSpan Data, double BeforeWork, bool GoesOn)
{
    public static readonly Pace AtOnce = new(TimeSpan.Zero, TimeSpan.Zero, BeforeWork: 0, GoesOn: false);

    public TimeSpan Of(CallKind kind) => kind switch
    {
        CallKind.Live or CallKind.Cached or CallKind.Answers => Authorize,
        CallKind.Detail or CallKind.Poll => Data,
        _ => TimeSpan.Zero,
    };
}
