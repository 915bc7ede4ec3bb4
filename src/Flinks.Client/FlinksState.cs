using Polly.CircuitBreaker;

namespace Flinks.Client;

/// <summary>How the client itself stands at this moment.</summary>
public sealed class FlinksState
{
    private readonly AuthorizeTokenSource _tokens;
    private readonly FlinksPipelines _pipelines;

    internal FlinksState(AuthorizeTokenSource tokens, FlinksPipelines pipelines) => (_tokens, _pipelines) = (tokens, pipelines);

    /// <summary>Authorize tokens that lie ready.</summary>
    public int TokensAtHand => _tokens.PoolSize();

    /// <summary>The circuits, by the group of calls that each is for.</summary>
    public IReadOnlyDictionary<string, FlinksCircuit> Circuits => _pipelines.Circuits.ToDictionary(circuit => circuit.Key, circuit => circuit.Value.CircuitState switch
    {
        CircuitState.Closed => FlinksCircuit.Closed,
        CircuitState.HalfOpen => FlinksCircuit.HalfOpen,
        _ => FlinksCircuit.Open,
    });
}

/// <summary>Whether calls go out.</summary>
public enum FlinksCircuit
{
    /// <summary>They do.</summary>
    Closed,

    /// <summary>One probes whether they may.</summary>
    HalfOpen,

    /// <summary>They are refused here: too many have failed.</summary>
    Open,
}
