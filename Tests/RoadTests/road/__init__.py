"""What the road tests drive a real server with; everything speaks the public protocol only."""
