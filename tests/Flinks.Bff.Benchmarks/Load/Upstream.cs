using System.Text.Json.Nodes;

namespace Flinks.Bff.Benchmarks.Load;

/// <summary>nginx in the place of Flinks: fixed answers in Flinks' shapes, kept-alive connections, one worker, no access log.</summary>
public sealed class Upstream
{
    public const string CustomerId = "43387ca6-0391-4c82-857d-70d95f087ecb";

    private const string EchoModule = "/usr/lib/nginx/modules/ngx_http_echo_module.so";

    private readonly int _port = Workplace.FreePort();

    private Upstream()
    {
    }

    /// <summary>Whether answers can be held back: Debian's nginx-light brings the module for it.</summary>
    public static bool CanDelay => File.Exists(EchoModule);

    /// <summary>The root of the API that answers with this payload.</summary>
    public string ApiRoot(Payload payload) => $"http://127.0.0.1:{_port}/{payload.Name}/v3";

    public static async Task<Upstream> StartAsync(Workplace workplace, CancellationToken cancellationToken)
    {
        var upstream = new Upstream();
        var folder = workplace.Folder("nginx");
        File.Copy(Payload.Sample("generate-authorize-token-200"), Path.Combine(folder, "token.json"));
        File.WriteAllText(Path.Combine(folder, "authorize.json"), JsonNode.Parse(File.ReadAllText(Payload.Sample("authorize-200")))!.ToJsonString());
        foreach (var payload in Payload.All)
        {
            payload.Write(Path.Combine(folder, $"{payload.Name}.json"));
        }

        var settings = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(settings, upstream.Settings(folder), cancellationToken);
        var child = workplace.Keep(Child.Start(Path.Combine(folder, "complaints"), ["nginx", "-p", folder, "-c", settings, "-e", Path.Combine(folder, "error.log")]));
        await workplace.ReadyAsync(child, new Uri($"http://127.0.0.1:{upstream._port}/ready"), cancellationToken);
        return upstream;
    }

    private string Settings(string folder) =>
        $$"""
        {{(CanDelay ? $"load_module {EchoModule};" : "")}}
        daemon off;
        master_process off;
        pid {{folder}}/nginx.pid;
        events { worker_connections 1024; }
        http {
          access_log off;
          keepalive_requests 1000000000;
          keepalive_timeout 1h;
          tcp_nodelay on;
          sendfile on;
          open_file_cache max=16;
          client_body_temp_path {{folder}}/body;
          proxy_temp_path {{folder}}/proxy;
          fastcgi_temp_path {{folder}}/fastcgi;
          scgi_temp_path {{folder}}/scgi;
          uwsgi_temp_path {{folder}}/uwsgi;
          server {
            listen 127.0.0.1:{{_port}};
            root {{folder}};
            default_type application/json;
            location = /ready { return 200; }
            {{string.Join('\n', Payload.All.SelectMany(payload => Locations(payload)))}}
          }
        }
        """;

    /// <summary>A file answers GET alone; sent to it by way of the error page, a POST is answered with it too.</summary>
    private static IEnumerable<string> Locations(Payload payload) =>
        from call in new[] { (Name: "GenerateAuthorizeToken", File: "token"), (Name: "Authorize", File: "authorize"), (Name: "GetAccountsDetail", File: payload.Name) }
        let address = $"/{payload.Name}/v3/{CustomerId}/BankingServices/{call.Name}"
        let file = $"try_files /{call.File}.json =404; error_page 405 =200 /{call.File}.json;"
        let isHeld = payload.Delay > TimeSpan.Zero && CanDelay
        select isHeld
            ? $"location = {address} {{ echo_sleep {payload.Delay.TotalSeconds:0.000}; echo_exec /at-once{address}; }} location = /at-once{address} {{ {file} }}"
            : $"location = {address} {{ {file} }}";
}
