namespace Flinks.Client;

/// <summary>Where in the payload a value stands. Length 0: nowhere.</summary>
internal readonly record struct PayloadRange(int Start, int Length);
