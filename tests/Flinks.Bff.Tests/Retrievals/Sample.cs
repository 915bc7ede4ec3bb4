namespace Flinks.Bff.Tests.Retrievals;

/// <summary>A recorded body of Flinks.</summary>
public static class Sample
{
    public static byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "samples", $"{name}.json"));

    public static string Text(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", $"{name}.json"));
}
