using Flinks.Bff.Platform.Settings;
using Microsoft.Extensions.Options;

namespace Flinks.Bff.Operations.Doctor.Checks;

/// <summary>Sessions that end in a redirect: Flinks has to know our callback, and that cannot be asked of it.</summary>
public sealed class RedirectsCheck(IOptions<BffOptions> bff, IOptions<ConnectOptions> connect) : DoctorCheck("redirects", DoctorNeed.Nothing)
{
    protected override Task<Finding> LookAsync(DoctorVisit visit, CancellationToken cancellationToken)
    {
        var count = connect.Value.RedirectUrls.Count;
        if (count == 0)
        {
            return Task.FromResult(Ok("None are set up: sessions end by the widget's message."));
        }

        var address = new Uri(bff.Value.PublicUrl ?? "");
        var callback = $"{bff.Value.PublicUrl?.TrimEnd('/')}/api/v1/connect-callback";
        return Task.FromResult(address.Scheme == Uri.UriSchemeHttps
            ? Ok($"{count} allowed; Flinks sends people back to {callback}.", $"Have Flinks allow the domain {address.Host}, if that is not done.")
            : Warning("Bff:PublicUrl is plain http, which only this machine can follow.", "Set it to the https address that browsers see."));
    }
}
