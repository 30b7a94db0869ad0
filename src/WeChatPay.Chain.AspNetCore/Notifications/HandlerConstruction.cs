using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>Marks an endpoint whose notifications a class handles, and tells before the first one whether it can be created.</summary>
internal sealed class HandlerConstruction
{
    // The parameter of a primary constructor would not keep the attribute.
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)]
    private readonly Type _handler;

    /// <param name="handler">The class.</param>
    public HandlerConstruction([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type handler) =>
        _handler = handler;

    public string HandlerName => _handler.Name;

    /// <returns>What is wrong; null when nothing is known to be.</returns>
    public string? FindProblem(IServiceProvider services)
    {
        // A container that cannot tell what it has finds out at the first notification.
        if (services.GetService<IServiceProviderIsService>() is not { } registered || registered.IsService(_handler))
        {
            return null;
        }
        if (_handler.IsAbstract)
        {
            return "is abstract and not registered. Register the class that implements it";
        }
        var missing = _handler.GetConstructors().Select(constructor => MissingOf(constructor, registered)).MinBy(types => types.Count);
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
