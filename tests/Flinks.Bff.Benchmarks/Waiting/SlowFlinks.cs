using System.Text.Json.Nodes;
using Flinks.Bff.Benchmarks.Load;

namespace Flinks.Bff.Benchmarks.Waiting;

/// <summary>
/// nginx in the place of a Flinks that collects and collects: every session is another one, and each is answered 202 until all of them are
/// ready at once. It writes down when each poll came.
/// </summary>
public sealed class SlowFlinks
{
    private readonly int _port = Workplace.FreePort();
    private readonly string _folder;

    private SlowFlinks(string folder) => _folder = folder;

    public string ApiRoot => $"http://127.0.0.1:{_port}/v3";

    /// <summary>A line for each poll: the time, and the address, which ends with the session.</summary>
    public string Log => Path.Combine(_folder, "polls.log");

    public static async Task<SlowFlinks> StartAsync(Workplace workplace, CancellationToken cancellationToken)
    {
        var flinks = new SlowFlinks(workplace.Folder("flinks"));
        File.Copy(Payload.Sample("generate-authorize-token-200"), Path.Combine(flinks._folder, "token.json"));
        Payload.Small.Write(Path.Combine(flinks._folder, "accounts.json"));
        var settings = Path.Combine(flinks._folder, "nginx.conf");
        await File.WriteAllTextAsync(settings, flinks.Settings(), cancellationToken);
        var child = workplace.Keep(Child.Start(
            Path.Combine(flinks._folder, "complaints"), ["nginx", "-p", flinks._folder, "-c", settings, "-e", Path.Combine(flinks._folder, "error.log")]));
        await workplace.ReadyAsync(child, new Uri($"http://127.0.0.1:{flinks._port}/ready"), cancellationToken);
        return flinks;
    }

    /// <summary>From now on every session has its data.</summary>
    public void Finish() => File.WriteAllText(Path.Combine(_folder, "finished"), "");

    private static string Said(string sample, string session)
    {
        var reply = JsonNode.Parse(File.ReadAllText(Payload.Sample(sample)))!;
        reply["RequestId"] = session;
        return reply.ToJsonString().Replace("'", "", StringComparison.Ordinal);
    }

    private string Settings() =>
        $$"""
        daemon off;
        master_process off;
        pid {{_folder}}/nginx.pid;
        events { worker_connections 4096; }
        http {
          log_format polls '$msec $request_uri';
          access_log off;
          keepalive_requests 1000000000;
          keepalive_timeout 1h;
          tcp_nodelay on;
          client_body_temp_path {{_folder}}/body;
          proxy_temp_path {{_folder}}/proxy;
          fastcgi_temp_path {{_folder}}/fastcgi;
          scgi_temp_path {{_folder}}/scgi;
          uwsgi_temp_path {{_folder}}/uwsgi;
          map $request_id $session { "~^(?<a>.{8})(?<b>.{4})(?<c>.{4})(?<d>.{4})(?<e>.{12})$" "$a-$b-$c-$d-$e"; }
          server {
            listen 127.0.0.1:{{_port}};
            root {{_folder}};
            default_type application/json;
            location = /ready { return 200; }
            location = {{Address("GenerateAuthorizeToken")}} { try_files /token.json =404; error_page 405 =200 /token.json; }
            location = {{Address("Authorize")}} { return 200 '{{Said("authorize-200", "$session")}}'; }
            location = {{Address("GetAccountsDetail")}} { return 202 '{{Said("accounts-detail-202", "$session")}}'; }
            location ^~ {{Address("GetAccountsDetailAsync")}}/ {
              access_log {{Log}} polls buffer=64k flush=1s;
              if (-f $document_root/finished) { rewrite ^ /accounts.json break; }
              return 202 '{{Said("accounts-detail-202", "$session")}}';
            }
          }
        }
        """;

    private static string Address(string call) => $"/v3/{Upstream.CustomerId}/BankingServices/{call}";
}
