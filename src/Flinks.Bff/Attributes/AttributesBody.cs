using System.Text.Json;
using Flinks.Bff.Platform.Errors;
using Flinks.Bff.Platform.Identifiers;

namespace Flinks.Bff.Attributes;

/// <summary>200: what Flinks computed.</summary>
/// <param name="ConnectionId">The connection whose transactions were looked at.</param>
/// <param name="Card">Each attribute by the name that Flinks gives it: a number, a text, or null where it could not be computed.</param>
/// <param name="NextAction">`none`, or `connect` where the transactions are the last that could be had because the bank no longer accepts the login.</param>
public sealed record AttributesBody(ConnectionId ConnectionId, IReadOnlyDictionary<string, JsonElement> Card, NextAction NextAction);
