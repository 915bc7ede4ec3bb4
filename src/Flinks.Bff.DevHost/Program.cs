using Flinks.Bff.DevHost;
using Flinks.Bff.Platform.Settings;

return await Startup.RunAsync(() => DevHostApplication.RunAsync(args));
