using Flinks.Simulator.Calls;

namespace Flinks.Simulator.Faults;

/// <summary>A fault that waits for its calls.</summary>
/// <param name="Endpoint">Null: calls to any.</param>
/// <param name="Left">How many calls it still waits for; null for a share of them.</param>
/// <param name="Percent">The share of the calls; null for a number of them.</param>
public sealed record ScriptedFault(FlinksEndpoint? Endpoint, Fault Fault, int? Left, double? Percent);
