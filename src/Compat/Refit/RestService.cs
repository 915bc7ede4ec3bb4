using System.Reflection;

namespace Refit;

public static class RestService
{
    public static T For<T>(HttpClient client) => For<T>(client, null);

    public static T For<T>(HttpClient client, RefitSettings? settings)
    {
        if (!typeof(T).IsInterface)
        {
            throw new ArgumentException($"{typeof(T).Name} is not an interface.");
        }

        var proxy = DispatchProxy.Create<T, RestProxy>();
        ((RestProxy)(object)proxy!).Connect(typeof(T), client, settings ?? new RefitSettings());
        return proxy;
    }
}
