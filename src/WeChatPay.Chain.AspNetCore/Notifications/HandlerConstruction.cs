using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>Marks an endpoint whose notifications a class handles, and tells before the first one whether it can be created.</summary>
/// <param name="handler">The class.</param>
internal sealed class HandlerConstruction(Type handler)
{
    public string HandlerName => handler.Name;

    /// <returns>What is wrong; null when nothing is known to be.</returns>
    public string? FindProblem(IServiceProvider services)
    {
        // A container that cannot tell what it has finds out at the first notification.
        if (services.GetService<IServiceProviderIsService>() is not { } registered || registered.IsService(handler))
        {
            return null;
        }
        if (handler.IsAbstract)
        {
            return "is abstract and not registered. Register the class that implements it";
        }
        var missing = handler.GetConstructors().Select(constructor => MissingOf(constructor, registered)).MinBy(types => types.Count);
        return missing switch
        {
            null => "has no public constructor. Add one, or register the class with a factory",
            { Count: 0 } => null,
            _ => $"needs {string.Join(" and ", missing.Select(type => type.Name))}, which is not registered. Register it with the application's services",
        };
    }

    private static List<Type> MissingOf(ConstructorInfo constructor, IServiceProviderIsService registered) =>
        [.. constructor.GetParameters().Where(parameter => !CanBeGiven(parameter, registered)).Select(parameter => parameter.ParameterType)];

    private static bool CanBeGiven(ParameterInfo parameter, IServiceProviderIsService registered) =>
        parameter.HasDefaultValue
        || (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed
            ? registered is not IServiceProviderIsKeyedService keyedServices || keyedServices.IsKeyedService(parameter.ParameterType, keyed.Key)
            : registered.IsService(parameter.ParameterType));
}
