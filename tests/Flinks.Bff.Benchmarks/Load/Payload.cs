using System.Text.Json;
using System.Text.Json.Nodes;

namespace Flinks.Bff.Benchmarks.Load;

/// <summary>An answer of GetAccountsDetail: the sample, with its transactions left out or repeated until it has the size.</summary>
public sealed record Payload(string Name, int Size, TimeSpan Delay = default)
{
    public static readonly Payload Small = new("8k", 8 * 1024);

    public static readonly Payload Large = new("170k", 170 * 1024);

    public static readonly Payload Huge = new("20m", 20 * 1024 * 1024);

    /// <summary>The small one, each upstream call held back as long as a quick Flinks would.</summary>
    public static readonly Payload Slow = new("slow", 8 * 1024, TimeSpan.FromMilliseconds(50));

    public static readonly IReadOnlyList<Payload> All = [Small, Large, Huge, Slow];

    public static string Sample(string name) => Path.Combine(AppContext.BaseDirectory, "samples", $"{name}.json");

    /// <summary>The bytes, without blanks, as Flinks sends them.</summary>
    public byte[] ToBytes()
    {
        var reply = JsonNode.Parse(File.ReadAllText(Sample("accounts-detail-200")))!.AsObject();
        var accounts = reply["Accounts"]!.AsArray();
        var models = accounts.SelectMany(account => account!["Transactions"]!.AsArray()).Select(transaction => transaction!.ToJsonString()).ToList();
        foreach (var account in accounts)
        {
            account!["Transactions"]!.AsArray().Clear();
        }

        var size = JsonSerializer.SerializeToUtf8Bytes(reply).Length;
        for (var number = 0; size < Size; number++)
        {
            var transaction = JsonNode.Parse(models[number % models.Count])!;
            transaction["Id"] = $"00000000-0000-4000-8000-{number:x12}";
            accounts[number % accounts.Count]!["Transactions"]!.AsArray().Add(transaction);
            size += transaction.ToJsonString().Length + 1;
        }

        return JsonSerializer.SerializeToUtf8Bytes(reply);
    }

    public void Write(string path) => File.WriteAllBytes(path, ToBytes());
}
