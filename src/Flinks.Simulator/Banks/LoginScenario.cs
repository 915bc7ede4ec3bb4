using Flinks.Simulator.Accounts;

namespace Flinks.Simulator.Banks;

/// <summary>A bank login and how it behaves.</summary>
public sealed record LoginScenario
{
    /// <summary>The login's fixed id; empty for one that gets its id when a person connects it.</summary>
    public Guid LoginId { get; init; }

    /// <summary>What it shows, in two or three words.</summary>
    public required string Name { get; init; }

    /// <summary>What it does, in one sentence.</summary>
    public required string Sentence { get; init; }

    /// <summary>The person's user name at the bank; with the password <see cref="TestUsers.Password"/> it connects.</summary>
    public required string Username { get; init; }

    /// <summary>What a live Authorize answers in place of letting in.</summary>
    public Refusal? OnLive { get; init; }

    /// <summary>What a cached Authorize answers in place of letting in.</summary>
    public Refusal? OnCached { get; init; }

    /// <summary>What the bank asks before a live Authorize is let in.</summary>
    public IReadOnlyList<BankRound> Rounds { get; init; } = [];

    /// <summary>How many data calls answer 202 first; null: as the options say.</summary>
    public int? PollsBeforeReady { get; init; }

    /// <summary>In so many sessions the first data call answers SESSION_EXPIRED.</summary>
    public int SessionsThatExpire { get; init; }

    /// <summary>Whether replies carry the <c>Login</c> object.</summary>
    public bool IsSaved { get; init; } = true;

    /// <summary>Its <c>LastRefresh</c> is in the year 1 until the bank is read.</summary>
    public bool IsUnread { get; init; }

    public AccountsProfile Accounts { get; init; } = AccountsProfile.Everyday;

    /// <summary>Answers to one round that the bank accepts, in the form Authorize takes them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> RightAnswers(int round = 0, string language = "en") =>
        Rounds[round].Questions.ToDictionary(question => question.Prompt.In(language), question => question.RightAnswer(language));
}
