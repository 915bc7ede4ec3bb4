namespace Flinks.Client;

/// <summary>A GetAccountsDetail or GetAccountsSummary payload, indexed once and never parsed into objects.</summary>
public sealed class AccountsPayload;
