using Flinks.Client.Wire;

namespace Flinks.Simulator.Banking;

/// <summary>What a data endpoint answers.</summary>
internal abstract record AccountsAnswer
{
    private AccountsAnswer()
    {
    }

    public sealed record Ready(AccountsReply Reply, bool IsSummary) : AccountsAnswer;

    public sealed record NotReady(AuthorizeReply Reply) : AccountsAnswer;
}
