using Flinks.Bff.DevHost;

return await DevHostApplication.RunAsync(args);
