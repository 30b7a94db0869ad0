#pragma warning disable IDE0130 // The framework's namespace.
namespace System.Runtime.CompilerServices;

/// <summary>Known to the compiler by its name. The framework has it from .NET 9 on.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.Property, Inherited = false)]
internal sealed class OverloadResolutionPriorityAttribute(int priority) : Attribute
{
    public int Priority { get; } = priority;
}
