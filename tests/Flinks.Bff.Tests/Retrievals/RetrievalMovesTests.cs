using Flinks.Bff.Platform.Identifiers;
using Flinks.Bff.Retrievals;

namespace Flinks.Bff.Tests.Retrievals;

public sealed class RetrievalMovesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 14, 0, 0, TimeSpan.Zero);

    /// <summary>From each state, the states that may follow. Every other pair is illegal.</summary>
    private static readonly Dictionary<RetrievalState, RetrievalState[]> Expected = new()
    {
        [RetrievalState.Authorizing] =
        [
            RetrievalState.Busy, RetrievalState.MfaRequired, RetrievalState.Collecting, RetrievalState.Ready, RetrievalState.Failed, RetrievalState.Expired, RetrievalState.Superseded,
        ],
        [RetrievalState.Busy] =
        [
            RetrievalState.Authorizing, RetrievalState.MfaRequired, RetrievalState.Ready, RetrievalState.Failed, RetrievalState.Expired, RetrievalState.Superseded,
        ],
        [RetrievalState.MfaRequired] =
        [
            RetrievalState.Authorizing, RetrievalState.Collecting, RetrievalState.Ready, RetrievalState.Failed, RetrievalState.Expired, RetrievalState.Superseded,
        ],
        [RetrievalState.Collecting] =
        [
            RetrievalState.Authorizing, RetrievalState.Ready, RetrievalState.Failed, RetrievalState.Expired, RetrievalState.Superseded,
        ],
        [RetrievalState.Ready] = [],
        [RetrievalState.Failed] = [],
        [RetrievalState.Expired] = [RetrievalState.Authorizing, RetrievalState.Collecting, RetrievalState.Ready],
        [RetrievalState.Superseded] = [],
    };

    public static TheoryData<RetrievalState, RetrievalState> Pairs =>
    [
        .. Enum.GetValues<RetrievalState>().SelectMany(from => Enum.GetValues<RetrievalState>().Select(to => (from, to))),
    ];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_move_is_legal_or_not(RetrievalState from, RetrievalState to) =>
        Assert.Equal(Expected[from].Contains(to), RetrievalMoves.IsLegal(from, to));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void An_illegal_move_is_a_fault_and_changes_nothing(RetrievalState from, RetrievalState to)
    {
        if (Expected[from].Contains(to))
        {
            return;
        }

        var retrieval = In(from);

        Assert.Throws<InvalidOperationException>(() => Move(retrieval, to));
        Assert.Equal(from, retrieval.State);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Only_an_open_retrieval_blocks_its_connection(RetrievalState from, RetrievalState to)
    {
        if (!Expected[from].Contains(to) || to == RetrievalState.Busy)
        {
            return;
        }

        var retrieval = In(from);

        Move(retrieval, to);

        Assert.Equal(to, retrieval.State);
        Assert.Equal(RetrievalMoves.IsFinal(to), retrieval.HasEnded);
        Assert.Equal(RetrievalMoves.IsFinal(to) ? Now : null, retrieval.EndedAt);
        Assert.True(!retrieval.HasEnded || retrieval is { OpenFor: null, NextStepAt: null, LeaseId: null });
    }

    [Theory]
    [InlineData(RetrievalState.Ready)]
    [InlineData(RetrievalState.Failed)]
    [InlineData(RetrievalState.Superseded)]
    public void A_retrieval_that_has_ended_keeps_neither_session_nor_questions(RetrievalState end)
    {
        var retrieval = In(end == RetrievalState.Ready ? RetrievalState.Collecting : RetrievalState.MfaRequired);
        retrieval.RequestIdSealed = [1];
        retrieval.ChallengesSealed = [2];

        Move(retrieval, end);

        Assert.Null(retrieval.RequestIdSealed);
        Assert.Null(retrieval.ChallengesSealed);
    }

    [Fact]
    public void An_expired_retrieval_keeps_what_the_persons_return_needs()
    {
        var retrieval = In(RetrievalState.MfaRequired);
        retrieval.RequestIdSealed = [1];
        retrieval.WindowEndsAt = Now;

        retrieval.Expire(Now);

        Assert.NotNull(retrieval.RequestIdSealed);
        Assert.Equal(Now, retrieval.WindowEndsAt);
    }

    [Theory]
    [InlineData(1, RetrievalState.MfaRequired)]
    [InlineData(0, RetrievalState.Expired)]
    public void Who_waits_again_waits_until_the_window_closes(int secondsLeft, RetrievalState expected)
    {
        var retrieval = In(RetrievalState.Authorizing);
        retrieval.WindowEndsAt = Now.AddSeconds(secondsLeft);

        retrieval.WaitAgain(Now);

        Assert.Equal(expected, retrieval.State);
    }

    [Fact]
    public void A_late_return_does_not_prolong_the_time_in_which_one_may_return()
    {
        var retrieval = In(RetrievalState.MfaRequired);
        retrieval.Expire(Now);

        retrieval.Authorize(AuthorizePurpose.Resume, Now.AddMinutes(1));
        retrieval.WaitAgain(Now.AddMinutes(1));

        Assert.Equal(RetrievalState.Expired, retrieval.State);
        Assert.Equal(Now, retrieval.EndedAt);
    }

    private static void Move(Retrieval retrieval, RetrievalState to)
    {
        switch (to)
        {
            case RetrievalState.Authorizing:
                retrieval.Authorize(AuthorizePurpose.Read, Now);
                break;
            case RetrievalState.Busy when retrieval.State == RetrievalState.Authorizing:
                retrieval.WaitForBusy(Now);
                break;
            case RetrievalState.MfaRequired:
                retrieval.AskPerson([1], [2], retry: false, Now);
                break;
            case RetrievalState.Collecting:
                retrieval.Collect([1], Now, Now);
                break;
            case RetrievalState.Ready:
                retrieval.Finish(Now, Now);
                break;
            case RetrievalState.Failed:
                retrieval.Fail("upstream_failed", null, null, Now);
                break;
            case RetrievalState.Expired:
                retrieval.Expire(Now);
                break;
            case RetrievalState.Superseded:
                retrieval.Supersede(Now);
                break;
            default:
                throw new InvalidOperationException("Only an Authorize can find the login busy.");
        }
    }

    private static Retrieval In(RetrievalState state)
    {
        var connection = ConnectionId.New(Now);
        return new Retrieval
        {
            Id = RetrievalId.New(Now),
            ConnectionId = connection,
            UserKey = [],
            OpenFor = RetrievalMoves.IsFinal(state) ? null : connection,
            State = state,
            Freshness = Freshness.Cached,
            Options = "{}",
            StartedAt = Now,
            NextStepAt = Now,
            LeaseId = Guid.NewGuid(),
            Shard = 0,
        };
    }
}
