using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace WeChatPay.Chain.AspNetCore.Routing;

/// <summary>The handler class of an endpoint. Tells before the first notification whether the class can be created.</summary>
internal sealed class HandlerTypeMetadata
{
    // A field, because the parameter of a primary constructor would not keep the attribute.
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)]
    private readonly Type _handler;

    /// <param name="handler">The handler class.</param>
    public HandlerTypeMetadata([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type handler) =>
        _handler = handler;

    public string HandlerName => _handler.Name;

    /// <returns>Why the class cannot be created; <see langword="null"/> if no problem was found.</returns>
    public string? FindProblem(IServiceProvider services)
    {
        // Some containers cannot tell what they contain; the first notification will.
        if (services.GetService<IServiceProviderIsService>() is not { } registered || registered.IsService(_handler))
        {
            return null;
        }
        if (_handler.IsAbstract)
        {
            return "is abstract and not registered. Register its implementation";
        }
        var missing = _handler.GetConstructors()
            .Select(constructor => FindMissing(constructor, registered))
            .MinBy(types => types.Count);
        return missing switch
        {
            null => "has no public constructor. Add one, or register the class with a factory",
            { Count: 0 } => null,
            _ => $"needs {string.Join(" and ", missing.Select(type => type.Name))}, which is not registered. Add it to the services",
        };
    }

    private static List<Type> FindMissing(ConstructorInfo constructor, IServiceProviderIsService registered) =>
    [
        .. constructor.GetParameters()
            .Where(parameter => !CanBeResolved(parameter, registered))
            .Select(parameter => parameter.ParameterType),
    ];

    private static bool CanBeResolved(ParameterInfo parameter, IServiceProviderIsService registered) =>
        parameter.HasDefaultValue
        || (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed
            ? registered is not IServiceProviderIsKeyedService keyedServices
                || keyedServices.IsKeyedService(parameter.ParameterType, keyed.Key)
            : registered.IsService(parameter.ParameterType));
}
