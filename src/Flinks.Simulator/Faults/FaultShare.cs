using Flinks.Simulator.Accounts;
using Flinks.Simulator.Calls;

namespace Flinks.Simulator.Faults;

/// <summary>A fault that a share of the calls meets.</summary>
internal sealed class FaultShare(Fault fault, double percent, FlinksEndpoint? endpoint, int seed)
{
    private const int Grain = 100_000;

    private readonly StableChance _chance = new($"faults/{seed}");

    public Fault Fault => fault;

    public double Percent => percent;

    public FlinksEndpoint? Endpoint => endpoint;

    /// <summary>Draws for a call that it is meant for, and only for such a one: others do not disturb the order.</summary>
    public bool Hits(ReceivedCall call) => IsFor(call) && _chance.Below(Grain) < percent / 100 * Grain;

    private bool IsFor(ReceivedCall call) =>
        (endpoint is null || call.Endpoint == endpoint) && (fault.LoginId is null || fault.LoginId == call.LoginId);
}
