namespace Flinks.Simulator.Tests.Infrastructure;

/// <summary>A test with a simulator of its own.</summary>
public abstract class SimulatorTest : IAsyncLifetime
{
    private RunningSimulator? _simulator;

    protected RunningSimulator Simulator => _simulator ?? throw new InvalidOperationException("Not started.");

    protected FlinksCaller Caller => Simulator.Caller;

    protected SimulatedFlinks Flinks => Simulator.Flinks;

    public async ValueTask InitializeAsync() => _simulator = await RunningSimulator.StartAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Simulator.DisposeAsync();
    }
}
