using Flinks.Bff.Platform.Identifiers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Flinks.Bff.Retrievals;

/// <summary>
/// One attempt to get a connection's data. The row is the truth: whoever holds its lease works on it, every change is guarded by
/// <see cref="Version"/>, and every change of <see cref="State"/> is a legal move of <see cref="RetrievalMoves"/>.
/// </summary>
public sealed class Retrieval
{
    public required RetrievalId Id { get; init; }

    public required ConnectionId ConnectionId { get; init; }

    public required byte[] UserKey { get; init; }

    /// <summary>The connection's id while the retrieval is open, else null. Unique: that is what makes one open retrieval per connection.</summary>
    public ConnectionId? OpenFor { get; set; }

    public RetrievalState State { get; set; }

    public required Freshness Freshness { get; init; }

    /// <summary>What was asked for, as normalised JSON: two retrievals with the same text asked for the same.</summary>
    public required string Options { get; init; }

    /// <summary>What the next Authorize is for.</summary>
    public AuthorizePurpose Purpose { get; set; }

    /// <summary>A claim on a login that another user holds: only data that Flinks read from the bank after this instant prove it.</summary>
    public DateTimeOffset? ProofAfter { get; set; }

    public byte[]? RequestIdSealed { get; set; }

    public byte[]? ChallengesSealed { get; set; }

    /// <summary>The last answer to the challenge was wrong.</summary>
    public bool Retry { get; set; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When Flinks opened the session whose data we collect.</summary>
    public DateTimeOffset? CollectingSince { get; set; }

    /// <summary>Since when Flinks says the login is busy.</summary>
    public DateTimeOffset? BusySince { get; set; }

    /// <summary>Until when the person may answer the bank.</summary>
    public DateTimeOffset? WindowEndsAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>When somebody should look at the row again; null once nothing is left to do.</summary>
    public DateTimeOffset? NextStepAt { get; set; }

    /// <summary>Tries of the present wait, for growing pauses.</summary>
    public int Attempts { get; set; }

    /// <summary>Which of the shard jobs looks after the row.</summary>
    public required int Shard { get; init; }

    /// <summary>Who works on the row now.</summary>
    public Guid? LeaseId { get; set; }

    public DateTimeOffset? LeasedUntil { get; set; }

    /// <summary>Somebody waits for the data at another instance than the one that works on the row. Set without a new version, and never by who works.</summary>
    public bool WantedElsewhere { get; init; }

    /// <summary>GetAccountsDetail was posted and answered 202: from here its Async twin is asked.</summary>
    public bool DataAsked { get; set; }

    /// <summary>The one new Authorize that a lost session is worth has been made.</summary>
    public bool Reauthorized { get; set; }

    /// <summary>How it ended, or, while readable data of a failed login are being collected, how it ends if there are none.</summary>
    public string? Code { get; set; }

    public string? FlinksCode { get; set; }

    /// <summary>How long Flinks asked us to wait, for a retrieval that failed so; while Flinks throttles our polls, the present pause.</summary>
    public int? RetryAfterSeconds { get; set; }

    /// <summary>When we received the data.</summary>
    public DateTimeOffset? AsOf { get; set; }

    /// <summary>When Flinks last read the bank.</summary>
    public DateTimeOffset? LastRefresh { get; set; }

    /// <summary>When the connect session began that the retrieval names: data that the bank gave after it are what the person went there for.</summary>
    public DateTimeOffset? ConnectSessionStartedAt { get; init; }

    /// <summary>The data came by a webhook of their own.</summary>
    public bool FromWebhook { get; init; }

    /// <summary>The webhook that ended the retrieval. Unique for a connection, so that none has an effect twice.</summary>
    public Guid? WebhookDeliveryId { get; set; }

    /// <summary>SHA-256 of the RequestId whose data arrived: a webhook that brings the same ones later is known by it.</summary>
    public byte[]? RequestHash { get; set; }

    /// <summary>What Flinks was asked, as JSON; see <see cref="UpstreamCalls"/>.</summary>
    public string? Calls { get; set; }

    public int Version { get; set; }

    /// <summary>Neither ended nor expired.</summary>
    public bool IsOpen => OpenFor is not null;

    /// <summary>Flinks works in the background, or is busy; the row waits for its next step.</summary>
    public bool IsScheduled => IsOpen && LeaseId is null;

    public bool HasEnded => RetrievalMoves.IsFinal(State);

    /// <summary>The row as it is now, for those who must not see it change under their hands.</summary>
    public Retrieval Snapshot() => (Retrieval)MemberwiseClone();
}

/// <summary>Where a retrieval stands.</summary>
public enum RetrievalState
{
    /// <summary>Flinks is asked to open a session.</summary>
    Authorizing,

    /// <summary>The login is in use at Flinks; tried again soon.</summary>
    Busy,

    /// <summary>The bank asks the person something.</summary>
    MfaRequired,

    /// <summary>Flinks collects the data.</summary>
    Collecting,

    /// <summary>The data arrived.</summary>
    Ready,

    /// <summary>It ended with a problem.</summary>
    Failed,

    /// <summary>Nobody answered in time, or Flinks did not finish in time.</summary>
    Expired,

    /// <summary>Given up, or replaced by a newer one.</summary>
    Superseded,
}

/// <summary>How the data are obtained.</summary>
public enum Freshness
{
    /// <summary>What Flinks has stored: seconds, no bank contact, no challenge.</summary>
    Cached,

    /// <summary>From the bank, now. The bank may ask the person something.</summary>
    Live,
}

/// <summary>What an Authorize call is for; it decides what its answer means and what a lost call costs.</summary>
public enum AuthorizePurpose
{
    /// <summary>Read what Flinks has stored.</summary>
    Read,

    /// <summary>Go to the bank. Lost with its instance, it is never sent again.</summary>
    Refresh,

    /// <summary>Prove a claim on a shared login, by stored data.</summary>
    Prove,

    /// <summary>Send the person's answers. Lost with its instance, they are gone: never stored, never sent again.</summary>
    Answer,

    /// <summary>A live call or answers were lost: did the bank let us in?</summary>
    Recover,

    /// <summary>The person came back from the widget: did they answer?</summary>
    Resume,

    /// <summary>A live call went to Flinks' background: is it done?</summary>
    Await,
}

public sealed class RetrievalConfiguration : IEntityTypeConfiguration<Retrieval>
{
    public void Configure(EntityTypeBuilder<Retrieval> builder)
    {
        builder.ToTable("Retrievals");
        builder.Property(retrieval => retrieval.Id).ValueGeneratedNever();
        builder.Property(retrieval => retrieval.UserKey).HasMaxLength(32);
        builder.Property(retrieval => retrieval.Code).HasMaxLength(40);
        builder.Property(retrieval => retrieval.Version).IsConcurrencyToken();
        builder.HasIndex(retrieval => retrieval.OpenFor).IsUnique();
        builder.Property(retrieval => retrieval.RequestHash).HasMaxLength(32);
        // Most retrievals are ended by no webhook, and stay out of it.
        builder.HasIndex(retrieval => new { retrieval.ConnectionId, retrieval.WebhookDeliveryId }).IsUnique().HasFilter("\"WebhookDeliveryId\" IS NOT NULL");
        builder.HasIndex(retrieval => new { retrieval.ConnectionId, retrieval.StartedAt });
        builder.HasIndex(retrieval => new { retrieval.Shard, retrieval.NextStepAt });
    }
}
