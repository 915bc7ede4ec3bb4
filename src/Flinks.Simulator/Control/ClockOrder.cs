namespace Flinks.Simulator.Control;

/// <summary>Body of <c>POST /sim/clock</c>.</summary>
internal sealed class ClockOrder
{
    public TimeSpan? Advance { get; set; }
}
