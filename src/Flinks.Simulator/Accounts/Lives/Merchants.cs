namespace Flinks.Simulator.Accounts.Lives;

/// <summary>Shops that do not exist, and what is usually spent in them.</summary>
internal static class Merchants
{
    public static IReadOnlyList<string> Grocers { get; } =
        ["PRETEND MARKET 014", "IMAGINARY GREENS", "MARCHÉ INVENTÉ", "FAUX FOODS 208", "MADE-UP FARM SHOP"];

    public static IReadOnlyList<(string Name, decimal From, decimal To)> Everyday { get; } =
    [
        ("PHANTOM COFFEE 33", 3, 9),
        ("NOWHERE DINER", 18, 64),
        ("IMAGINARY NOODLES", 14, 39),
        ("UNREAL PHARMACY", 6, 58),
        ("FICTIONAL FUELS 7", 42, 88),
        ("PHANTOM TRANSIT", 3, 14),
        ("UNREAL BOOKSHOP", 12, 55),
        ("MADE-UP HARDWARE", 9, 140),
        ("PRETEND OUTFITTERS", 25, 130),
        ("SALON IMAGINAIRE", 30, 95),
        ("NOWHERE PET FOODS", 22, 75),
        ("FAUX CINEMA", 15, 48),
    ];

    /// <summary>The same each month, on a day of their own.</summary>
    public static IReadOnlyList<(int Day, string Name, decimal Amount)> Subscriptions { get; } =
    [
        (5, "FAKE STREAMING CO", 18.39m),
        (11, "PHANTOM MUSIC", 11.99m),
        (19, "UNREAL CLOUD STORAGE", 3.99m),
    ];

    public static IReadOnlyList<string> Clients { get; } =
        ["PRETEND STUDIO INC", "NOWHERE AGENCY", "IMAGINARY PRESS", "FICTIONAL FILMS LTD"];
}
