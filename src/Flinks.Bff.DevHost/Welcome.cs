namespace Flinks.Bff.DevHost;

/// <summary>Says where to look.</summary>
public static class Welcome
{
    public static void Print(string bff, string simulator, string database) => Console.WriteLine(
        $$"""

          Flinks.Bff for development is ready.

            Swagger UI, signed in as alice    {{bff}}/swagger
            The simulated Flinks              {{simulator}}
            A token for a made-up user        curl -s {{bff}}/dev/tokens -H 'Content-Type: application/json' -d '{"user":"alice"}'
            Users                             {{string.Join(", ", DevTokens.Users.Select(user => user.Role == "admin" ? $"{user.Name} (operator)" : user.Name))}}

          Try a first login:
            curl -s {{bff}}/api/v1/connections -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \
              -d '{"loginId":"{{Simulator.SimulatedLogins.NoMfa.LoginId}}"}'

          Data are kept in {{database}}. Ctrl+C stops both.

        """);
}
