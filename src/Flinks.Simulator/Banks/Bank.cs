namespace Flinks.Simulator.Banks;

/// <summary>Flinks' test bank, the only one here.</summary>
public static class Bank
{
    public const string Name = "FlinksCapital";

    public const int Id = 14;
}
