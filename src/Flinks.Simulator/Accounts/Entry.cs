namespace Flinks.Simulator.Accounts;

/// <summary>One row of an account: a positive amount came in, a negative one went out.</summary>
internal sealed record Entry(DateOnly Date, string Description, decimal Amount, Guid Id, decimal Balance = 0);
