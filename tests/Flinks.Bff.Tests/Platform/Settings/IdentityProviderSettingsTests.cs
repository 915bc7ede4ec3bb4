namespace Flinks.Bff.Tests.Platform.Settings;

/// <summary>Whose tokens are taken, as the start checks it.</summary>
public sealed class IdentityProviderSettingsTests
{
    private const string Key = "ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=";

    [Fact]
    public void An_identity_provider_replaces_the_shared_key()
    {
        Assert.Empty(TestSettings.Complaints(new() { ["Auth:Authority"] = "https://login.example/tenant", ["Auth:Issuer"] = null, ["Auth:SigningKey"] = null }));
    }

    [Fact]
    public void An_identity_provider_leaves_no_room_for_keys_that_were_shared_before()
    {
        Assert.Equal(
            ["Auth:Authority excludes Auth:Issuer, Auth:SigningKey and Auth:PreviousSigningKeys; set one group"],
            TestSettings.Complaints(new() { ["Auth:Authority"] = "https://login.example", ["Auth:Issuer"] = null, ["Auth:SigningKey"] = null, ["Auth:PreviousSigningKeys:0"] = Key }));
    }

    [Fact]
    public void An_identity_provider_is_not_asked_over_plain_http()
    {
        Assert.Equal(
            ["Auth:Authority is plain http beyond loopback"],
            TestSettings.Complaints(new() { ["Auth:Authority"] = "http://login.example", ["Auth:Issuer"] = null, ["Auth:SigningKey"] = null }));
    }

    [Theory]
    [InlineData("https://hunter2@login.example")]
    [InlineData("https://login.example?tenant=hunter2")]
    [InlineData("https://login.example#hunter2")]
    [InlineData("login.example")]
    [InlineData("ftp://login.example")]
    public void An_identity_provider_is_a_plain_address(string authority)
    {
        var complaint = Assert.Single(TestSettings.Complaints(new() { ["Auth:Authority"] = authority, ["Auth:Issuer"] = null, ["Auth:SigningKey"] = null }));

        Assert.StartsWith("Auth:Authority is not", complaint, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", complaint, StringComparison.Ordinal);
    }
}
