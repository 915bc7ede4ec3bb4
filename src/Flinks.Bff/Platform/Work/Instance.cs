using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Flinks.Bff.Platform.Work;

/// <summary>A running instance of this application, as the others on the same database see it.</summary>
public sealed class Instance
{
    public required Guid Id { get; init; }

    /// <summary>When it last said that it lives.</summary>
    public DateTimeOffset SeenAt { get; set; }
}

public sealed class InstanceConfiguration : IEntityTypeConfiguration<Instance>
{
    public void Configure(EntityTypeBuilder<Instance> builder)
    {
        builder.ToTable("Instances");
        builder.Property(instance => instance.Id).ValueGeneratedNever();
    }
}
