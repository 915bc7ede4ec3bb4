using Flinks.Client.Wire;
using Flinks.Simulator.Banks;

namespace Flinks.Simulator.Connect;

/// <summary>One opening of the Connect page. Its id, which only the page knows, stands for the token that was used up.</summary>
internal sealed class ConnectVisit(ConnectParameters parameters)
{
    public Guid Id { get; } = Guid.NewGuid();

    public ConnectParameters Parameters { get; } = parameters;

    public string Institution { get; set; } = parameters.Institution ?? Bank.Name;

    public SimulatedBank? ChosenBank => BankDirectory.Find(Institution);

    public Guid? RequestId { get; set; }

    /// <summary>The questions on the screen.</summary>
    public IReadOnlyList<SecurityChallenge> Challenges { get; set; } = [];

    /// <summary>The bank's side of them, which knows what it accepts.</summary>
    public BankRound? Round { get; set; }

    /// <summary>What the person said at the bank's own page.</summary>
    public ProviderAnswer? SaidAtBank { get; set; }

    /// <summary>The accounts on the screen.</summary>
    public IReadOnlyList<Account> Accounts { get; set; } = [];

    public IReadOnlyList<Guid> ChosenAccounts { get; set; } = [];

    public int Failures { get; set; }
}
