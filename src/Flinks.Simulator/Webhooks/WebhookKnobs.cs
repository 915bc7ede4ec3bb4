using System.ComponentModel.DataAnnotations;

namespace Flinks.Simulator.Webhooks;

/// <summary>How webhooks go wrong on their way. Bound from <c>Simulator:Webhooks</c>.</summary>
public sealed class WebhookKnobs
{
    /// <summary>How often each is sent: 0 is never, 2 is twice.</summary>
    [Range(0, 10)] public int Copies { get; set; } = 1;

    /// <summary>How much later than it is due each is sent, on the simulator's clock.</summary>
    public TimeSpan Late { get; set; }

    /// <summary>The accounts come before who holds them.</summary>
    public bool Reordered { get; set; }

    /// <summary>What is wrong with their signatures.</summary>
    public SignatureFlaw Flaw { get; set; }
}

/// <summary>What is wrong with a signature.</summary>
public enum SignatureFlaw
{
    None,

    /// <summary>The body was changed after it was signed.</summary>
    BodyChanged,

    /// <summary>Signed with a key that nobody agreed on.</summary>
    WrongKey,

    /// <summary>The right bytes, written in hexadecimal digits.</summary>
    Hex,

    /// <summary>There is none.</summary>
    Missing,
}
