namespace Flinks.Bff.Platform.Settings.Rules;

/// <summary>Numbers that must allow something.</summary>
public static class LimitRules
{
    public static IEnumerable<string> Complaints(ConnectionsOptions connections) =>
    [
        .. AtLeastOne("Connections:MaxPerUser", connections.MaxPerUser),
        .. AtLeastOne("Connections:ClaimsPerHour", connections.ClaimsPerHour),
    ];

    public static IEnumerable<string> AtLeastOne(string name, int number) => number < 1 ? [$"{name} is less than 1"] : [];
}
