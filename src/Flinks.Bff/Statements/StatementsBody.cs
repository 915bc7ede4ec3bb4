using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;

namespace Flinks.Bff.Statements;

/// <summary>200: the statements that can be had.</summary>
/// <param name="ConnectionId">The connection whose statements these are.</param>
/// <param name="Statements">The statements of the accounts that the user shares, in Flinks' order.</param>
/// <param name="NextAction">`none`, or `connect` where these are the last that could be had because the bank no longer accepts the login.</param>
public sealed record StatementsBody(ConnectionId ConnectionId, IReadOnlyList<StatementBody> Statements, NextAction NextAction);

/// <summary>A statement without its document.</summary>
/// <param name="StatementId">Names the statement; stable for the login.</param>
/// <param name="AccountNumber">The account it is about, as the bank writes it; null if Flinks gave none.</param>
/// <param name="FileType">`PDF`, or a word to come.</param>
public sealed record StatementBody(Guid StatementId, string? AccountNumber, string FileType);
